"""Word and OpenDocument texts: ZIPs of XML."""
