"""The logs as files for somebody outside: what was hashed, word for word, or as FHIR AuditEvent."""
