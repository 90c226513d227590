package dev.vespula.component.internal.wit.ast;

import dev.vespula.component.wit.PackageName;

/** The name of a package where it is declared or used. */
public record PackageId(PackageName name, Place place) {}
