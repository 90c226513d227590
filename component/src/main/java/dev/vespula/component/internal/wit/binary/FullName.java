package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.names.Label;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.PackageId;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.UsePath;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.SemanticVersion;
import dev.vespula.internal.names.PrintableName;
import java.util.Optional;

/** The name of an interface or a world as binaries have it: {@code namespace:package/name@1.2.3}. */
record FullName(PackageName packageName, String item) {
    /** Whether a name is one of this kind, and not a plain one. */
    static boolean isFull(String name) {
        return name.indexOf(':') >= 0;
    }

    static FullName parse(String name, Place place) {
        int colon = name.indexOf(':');
        int slash = name.indexOf('/', colon + 1);
        int at = name.indexOf('@', slash + 1);
        if (colon < 0 || slash < 0) {
            throw malformed(name, place);
        }
        int end = at < 0 ? name.length() : at;
        try {
            Optional<SemanticVersion> version = at < 0
                    ? Optional.empty()
                    : Optional.of(SemanticVersion.parse(name.substring(at + 1)));
            PackageName packageName = new PackageName(label(name.substring(0, colon), place),
                    label(name.substring(colon + 1, slash), place), version);
            return new FullName(packageName, label(name.substring(slash + 1, end), place));
        } catch (IllegalArgumentException noVersion) {
            throw malformed(name, place);
        }
    }

    static String label(String name, Place place) {
        if (!Label.isLabel(name)) {
            throw WitError.malformed(place, "`" + PrintableName.of(name) + "` is not in kebab case");
        }
        return name;
    }

    private static WitError malformed(String name, Place place) {
        return WitError.malformed(place, "`" + PrintableName.of(name) + "` is no name of an interface or a world");
    }

    /** How something in a package refers to it. */
    UsePath path(PackageName from, Place place) {
        Id id = new Id(item, place);
        return new UsePath(packageName.equals(from) ? null : new PackageId(packageName, place), id);
    }
}
