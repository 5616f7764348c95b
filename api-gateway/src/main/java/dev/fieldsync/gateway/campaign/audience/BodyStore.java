package dev.fieldsync.gateway.campaign.audience;

import dev.fieldsync.gateway.campaign.CampaignProperties;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Stores bodies before anything is done with them, so that no transaction waits for a sender.
 * Bounded in size, number and time. Thread-safe.
 */
@Component
public class BodyStore {

  private static final Duration MAX_TIME = Duration.ofMinutes(5);
  private static final int PIECE = 64 * 1024;

  private final DataSize maxSize;
  private final Semaphore seats;

  BodyStore(CampaignProperties properties) {
    this.maxSize = properties.maxAudience();
    this.seats = new Semaphore(properties.maxUploads());
  }

  /**
   * Takes a body to its end.
   *
   * @return to be closed by the caller, which gives its place to another
   * @throws ProblemException when it is too large, compressed, no UTF-8, too slow, or there are too
   *     many at once
   * @throws IOException when the sender goes away
   */
  public StoredBody receive(HttpServletRequest request) throws IOException {
    RequestBody.requirePlain(request);
    if (request.getContentLengthLong() > maxSize.toBytes()) {
      throw tooLarge();
    }
    if (!seats.tryAcquire()) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TooManyUploads",
          "This gateway is taking as many audiences as it can. Try again in a few seconds.");
    }
    StoredBody stored = null;
    FileChannel file = null;
    try {
      file = open();
      stored = new StoredBody(file, copy(request.getInputStream(), file), seats::release);
      return stored;
    } finally {
      if (stored == null) {
        seats.release();
        if (file != null) {
          file.close();
        }
      }
    }
  }

  /** Where the system can, the file loses its name at once, so that not even a crash leaves it. */
  private static FileChannel open() throws IOException {
    return FileChannel.open(
        Path.of(System.getProperty("java.io.tmpdir"), "fieldsync-audience-" + UUID.randomUUID()),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private String copy(InputStream body, FileChannel file) throws IOException {
    MessageDigest sha256 = sha256();
    Utf8Check utf8 = new Utf8Check();
    byte[] piece = new byte[PIECE];
    long size = 0;
    long began = System.nanoTime();
    for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
      size += length;
      if (size > maxSize.toBytes()) {
        throw tooLarge();
      }
      if (System.nanoTime() - began > MAX_TIME.toNanos()) {
        throw ProblemException.of(
            HttpStatus.REQUEST_TIMEOUT,
            "RequestTimeout",
            "The body did not arrive within %d minutes. Nothing was accepted; send it again."
                .formatted(MAX_TIME.toMinutes()));
      }
      utf8.next(piece, length);
      sha256.update(piece, 0, length);
      write(file, ByteBuffer.wrap(piece, 0, length));
    }
    utf8.end();
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private ProblemException tooLarge() {
    return ProblemException.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "PayloadTooLarge",
        "The audience is larger than %d bytes. Make the campaign with a part of it and send the rest to POST /api/campaigns/{id}/jobs in several requests."
            .formatted(maxSize.toBytes()));
  }
}
