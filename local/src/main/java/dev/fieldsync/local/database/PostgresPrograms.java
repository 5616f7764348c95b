package dev.fieldsync.local.database;

import dev.fieldsync.local.startup.StartupFailure;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * Unpacks the PostgreSQL programs for this machine once; a later start finds them. Another version
 * of the archive gets a directory of its own.
 */
final class PostgresPrograms {

  private static final int OWNER_MAY_EXECUTE = 0100;

  private PostgresPrograms() {}

  /**
   * Returns the directory with the programs {@code initdb}, {@code pg_ctl} and {@code postgres}.
   *
   * @param parent where to unpack to; only one process at a time may call this with the same one
   * @throws StartupFailure when there are none for this machine or they cannot be unpacked
   */
  static Path unpack(Path parent) {
    try {
      byte[] archive = archive();
      Path home = parent.resolve("postgresql-" + checksum(archive));
      if (!Files.exists(home)) {
        Path unfinished = parent.resolve("unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        extract(archive, unfinished);
        Files.move(unfinished, home);
      }
      return home.resolve("bin");
    } catch (IOException e) {
      throw new StartupFailure("PostgreSQL cannot be unpacked to %s: %s".formatted(parent, e), e);
    }
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    try (InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
      return archive.readAllBytes();
    } catch (IllegalStateException e) {
      throw new StartupFailure(
          "There is no PostgreSQL for %s on %s in this program; it runs on Linux and macOS."
              .formatted(System.getProperty("os.name"), machine),
          e);
    }
  }

  private static String checksum(byte[] archive) {
    CRC32 checksum = new CRC32();
    checksum.update(archive);
    return Long.toHexString(checksum.getValue());
  }

  private static void extract(byte[] archive, Path target) throws IOException {
    try (InputStream xz = new XZCompressorInputStream(new ByteArrayInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(xz))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(tar, entry, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void extract(InputStream content, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
      if (executable && !file.toFile().setExecutable(true, false)) {
        throw new IOException(file + " cannot be made executable");
      }
    }
  }
}
