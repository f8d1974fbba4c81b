"""The files and JSON that other programs read, one module a format; nothing else knows their keys."""
