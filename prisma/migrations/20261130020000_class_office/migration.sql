-- What Prisma's schema language cannot say: the class an officer opened last is found by its entry in the audit trail.
CREATE INDEX audit_class_opened_idx ON audit (actor, at) WHERE action = 'class_opened';
