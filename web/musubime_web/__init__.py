"""musubime_web"""
