package dev.fieldsync.shared.json;

/**
 * JSON Pointers (RFC 6901) as text: {@code ""} is the whole document, {@code "/sections/0"} a part.
 */
public final class JsonPath {

  private JsonPath() {}

  /** Returns the pointer of a property of the value at {@code parent}. */
  public static String child(String parent, String property) {
    return parent + "/" + property.replace("~", "~0").replace("/", "~1");
  }

  /** Returns the pointer of an element of the array at {@code parent}. */
  public static String child(String parent, int index) {
    return parent + "/" + index;
  }
}
