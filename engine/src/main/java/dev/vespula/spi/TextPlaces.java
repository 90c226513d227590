package dev.vespula.spi;

/** Where in a text the bytes of a module come from that was made of it. Thread-safe. */
public interface TextPlaces {

    /** {@code name:line:column} of what the byte at an offset of the binary was made of; null if that is not known. */
    String at(long offset);

    /** A message with the place, the line and a mark below the column; the message itself if the place is not known. */
    String describe(long offset, String message);
}
