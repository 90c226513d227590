package dev.vespula.component.internal.wit.ast;

/**
 * What {@code use}, {@code include}, {@code import} or {@code export} refers to.
 *
 * @param packageId null for a name of the file or the package
 */
public record UsePath(PackageId packageId, Id name) {
    public boolean isForeign() {
        return packageId != null;
    }
}
