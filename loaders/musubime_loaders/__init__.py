"""musubime_loaders"""
