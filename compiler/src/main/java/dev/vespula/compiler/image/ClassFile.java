package dev.vespula.compiler.image;

/**
 * A generated class.
 *
 * @param name  its name in class files
 * @param bytes its content; not to be written to
 */
public record ClassFile(String name, byte[] bytes) {}
