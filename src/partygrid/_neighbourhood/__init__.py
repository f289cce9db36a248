"""
A neighbourhood's year, made of choices: whoever chooses, Hypothesis or a seed.

The strategies draw years from it, and the laws try a host's own schemes on one.
"""
