"""chromadb and faiss, asked for the ten nearest of the same vectors.

    vectors.py FILE QUERIES RUNS SMALL LARGE    the file holds the vectors and then the queries, float32, 384 each

Prints a line of JSON: CPU milliseconds of a query in each run, chromadb among SMALL vectors, faiss among LARGE.
"""

import json
import sys
import time

import chromadb
import faiss
import numpy

DIMENSIONS = 384


def cpu(queries, runs, ask):
    took = []
    for query in queries[:20]:
        ask(query)
    for _ in range(runs):
        begun = time.process_time()
        for query in queries:
            ask(query)
        took.append((time.process_time() - begun) * 1000 / len(queries))
    return took


def main():
    path, count, runs, small, large = sys.argv[1], *map(int, sys.argv[2:6])
    every = numpy.fromfile(path, dtype=numpy.float32).reshape(-1, DIMENSIONS)
    vectors, queries = every[:-count], every[-count:]

    faiss.omp_set_num_threads(1)
    index = faiss.IndexFlatIP(DIMENSIONS)
    index.add(vectors[:large])
    flat = cpu(queries, runs, lambda query: index.search(query[None], 10))

    client = chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False))
    collection = client.create_collection("bench", metadata={"hnsw:space": "ip"})
    for start in range(0, small, 1000):
        stop = min(start + 1000, small)
        collection.add(
            ids=[str(number) for number in range(start, stop)], embeddings=vectors[start:stop].tolist(),
            documents=["words"] * (stop - start))
    chroma = cpu(queries, runs, lambda query: collection.query(query_embeddings=[query.tolist()], n_results=10))
    print(json.dumps({"chromadb": chroma, "faiss": flat}))


main()
