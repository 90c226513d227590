package dev.vespula.component.internal.wit.ast;

import java.util.List;

/**
 * The declarations of one file, or of one nested package.
 *
 * @param id null for a file that does not name its package
 * @param docs of the name, or null
 * @param docsPlace where the docs begin, or null
 */
public record PackageText(PackageId id, String docs, Place docsPlace, List<Declaration> declarations) {}
