package dev.vespula.component.internal.wit.ast;

import java.util.List;

/** A file: its own declarations and the packages that it has in braces. */
public record FileText(PackageText own, List<PackageText> nested) {}
