package dev.fieldsync.local.data;

import java.io.IOException;
import java.nio.file.Path;

/** Opens a data directory and keeps it until it is killed. */
final class DirectoryHolder {

  private DirectoryHolder() {}

  public static void main(String[] arguments) throws IOException {
    DataDirectory.open(Path.of(arguments[0]));
    System.out.println("open");
    System.in.read();
  }
}
