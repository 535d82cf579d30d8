"""The process behind ``EncoderProcess``: a line of JSON texts in, a line with the shape and the vectors' bytes out."""

from __future__ import annotations

import json
import os
import sys
from typing import BinaryIO

from analysis.coding.encoder import Encoder, EncoderError, load_encoder


def serve(encoder: Encoder, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more; a request is a JSON list of texts on one line."""
    for line in requests:
        vectors = encoder.encode(json.loads(line))
        answers.write(json.dumps({"shape": vectors.shape}).encode() + b"\n")
        answers.write(vectors.tobytes())
        answers.flush()


def main() -> None:
    """Load the encoder that the command line names and serve it on standard input and output."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        encoder = load_encoder(sys.argv[1])
    except EncoderError as error:
        answers.write(json.dumps({"error": str(error)}).encode() + b"\n")
        answers.close()
        return
    serve(encoder, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
