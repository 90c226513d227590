package dev.vespula.component.internal.model;

import java.util.List;

/**
 * A component as it is written.
 *
 * @param offset where it begins in the outermost file, in bytes; 0 for the outermost one and for text
 * @param definitions in their order
 * @param names what the name section calls things; empty where there is none
 */
public record ComponentModel(int offset, List<Definition> definitions, ComponentNames names) {}
