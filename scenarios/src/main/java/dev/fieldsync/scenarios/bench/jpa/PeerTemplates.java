package dev.fieldsync.scenarios.bench.jpa;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** The templates of the peer. */
interface PeerTemplates extends JpaRepository<PeerTemplate, UUID> {}
