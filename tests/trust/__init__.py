"""A stranger at the doors: full disks, absent databases, hostile names and files, keys, and persons switched off."""
