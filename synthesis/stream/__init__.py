"""Endless invented text lines and pages with their truth, made while a model learns."""
