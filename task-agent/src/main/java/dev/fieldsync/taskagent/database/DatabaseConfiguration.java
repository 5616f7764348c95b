package dev.fieldsync.taskagent.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.fieldsync.taskagent.AgentProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Opens the SQLite file. What was committed survives a kill and a power cut: a write-ahead log,
 * synced at every commit. One connection: SQLite has one writer, and so nobody waits for a lock in
 * vain.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final int BUSY_TIMEOUT_MS = 5_000;

  @Bean(destroyMethod = "close")
  HikariDataSource device(AgentProperties properties) {
    Path file = properties.database().toAbsolutePath();
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of " + file + " cannot be made", e);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource sqlite = new SQLiteDataSource(config);
    sqlite.setUrl("jdbc:sqlite:" + file);
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(sqlite);
    pool.setMaximumPoolSize(1);
    pool.setMaxLifetime(0);
    Migrations.run(pool);
    return pool;
  }
}
