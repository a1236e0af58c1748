"""The commands of `musubime`: each asks the REST door and prints what it answers."""
