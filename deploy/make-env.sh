#!/bin/sh
# Writes .env for docker-compose.yml with secrets made for this installation, readable by you alone. Needs openssl.
#   usage: deploy/make-env.sh PUBLIC_URL ADMIN_EMAIL
set -eu
cd "$(dirname "$0")/.."

if [ $# -ne 2 ]; then
  echo "usage: deploy/make-env.sh https://learn.example.org admin@example.org" >&2
  exit 2
fi
if ! command -v openssl >/dev/null; then
  echo "openssl is needed to make the secrets: install it, or fill in .env.example by hand." >&2
  exit 1
fi

umask 077
password=$(openssl rand -base64 18)
draft=$(mktemp .env.XXXXXX)
trap 'rm -f "$draft"' EXIT
cat >"$draft" <<ENV
PUBLIC_URL=$1
APP_SECRET=$(openssl rand -base64 33)
AUDIT_KEY=$(openssl rand -base64 33)
JWT_PRIVATE_KEY=$(openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 2>/dev/null | awk '{ printf "%s\\n", $0 }')
ADMIN_EMAIL=$2
ADMIN_PASSWORD=$password
ENV
# a link fails where the file exists: the secrets of a running installation are never overwritten
if ! ln "$draft" .env 2>/dev/null; then
  echo ".env exists already. Move it away first; its secrets may be in use." >&2
  exit 1
fi
echo "Wrote .env. The first password of $2 is: $password"
