"""A server for live quizzes and polls: one room full of people, one laptop."""
