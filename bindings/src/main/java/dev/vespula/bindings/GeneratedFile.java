package dev.vespula.bindings;

/**
 * A file that was generated.
 *
 * @param path where it stands below its folder, with '/' between names: {@code com/acme/Numbers.java}
 * @param text what is in it; written in UTF-8, with a line feed at the end of each line
 * @see Bindings
 */
public record GeneratedFile(String path, String text) {}
