"""What must hold when something goes wrong: kills, full disks, damaged files, second processes, forks."""
