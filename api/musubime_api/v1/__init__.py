"""The REST doors under `/api/v1`: each route reads its parameters, asks one question, and hands on the answer."""
