"""musubime_data"""
