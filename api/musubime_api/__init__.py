"""musubime_api"""
