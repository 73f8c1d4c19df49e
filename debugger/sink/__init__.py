"""The process that listens: the only importer of asyncio, uvicorn and websockets."""
