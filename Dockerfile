# The web application; docker-compose.yml starts it with Neo4j, alone it keeps its store in /var/lib/musubime.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/musubime \
 && /opt/musubime/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY . .
RUN /opt/musubime/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/musubime --create-home musubime
COPY --from=build /opt/musubime /opt/musubime
ENV PATH=/opt/musubime/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MUSUBIME_STORE=/var/lib/musubime/store
USER musubime
WORKDIR /var/lib/musubime
VOLUME /var/lib/musubime
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["musubime", "serve", "--host", "0.0.0.0", "--port", "8000"]
