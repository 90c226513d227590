package dev.vespula.component.internal.names;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.wit.SemanticVersion;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads names of imports and exports. */
public final class NameParser {
    private static final List<String> FORMER = List.of("unlocked-dep=<", "locked-dep=<", "url=<", "integrity=<");

    private final String name;
    private final ComponentFeatures features;
    private int position;

    private NameParser(String name, ComponentFeatures features) {
        this.name = name;
        this.features = features;
    }

    /** The name of an import. */
    public static ParsedName parseImport(ExternName name, ComponentFeatures features) throws NameException {
        for (String form : FORMER) {
            if (name.name().startsWith(form) && name.name().endsWith(">")) {
                return new ParsedName.Former(form.substring(0, form.length() - 2));
            }
        }
        return parseExport(name, features);
    }

    /** The name of an export. */
    public static ParsedName parseExport(ExternName name, ComponentFeatures features) throws NameException {
        return new NameParser(name.name(), features).parse(name.versionSuffix());
    }

    /** A name without attributes, in the form that both imports and exports have. */
    public static ParsedName parse(String name, ComponentFeatures features) throws NameException {
        return parseExport(new ExternName(name), features);
    }

    /**
     * The value of the attribute {@code implements}.
     *
     * @throws NameException unless it is the name of an interface
     */
    public static ParsedName.Interface parseInterface(String name, ComponentFeatures features) throws NameException {
        String wanted = "`" + PrintableName.of(name) + "` must be an interface name";
        try {
            if (parse(name, features) instanceof ParsedName.Interface parsed) {
                return parsed;
            }
        } catch (NameException notEven) {
            throw new NameException(wanted + ": " + notEven.getMessage());
        }
        throw new NameException(wanted);
    }

    private ParsedName parse(Optional<String> versionSuffix) throws NameException {
        try {
            ParsedName parsed = parseForm(versionSuffix);
            if (versionSuffix.isPresent() && !(parsed instanceof ParsedName.Interface)) {
                throw new NameException("a version suffix needs an interface name");
            }
            return parsed;
        } catch (NameException reason) {
            throw new NameException(
                    "`" + PrintableName.of(name) + "` is not a valid extern name: " + reason.getMessage());
        }
    }

    private ParsedName parseForm(Optional<String> versionSuffix) throws NameException {
        if (take("[constructor]")) {
            return new ParsedName.Constructor(Label.check(rest()));
        }
        if (take("[method]")) {
            return new ParsedName.Method(readResource(), Label.check(rest()));
        }
        if (take("[static]")) {
            return new ParsedName.Static(readResource(), Label.check(rest()));
        }
        return name.indexOf(':') < 0 ? new ParsedName.Plain(Label.check(name)) : parseInterface(versionSuffix);
    }

    private String readResource() throws NameException {
        int dot = name.indexOf('.', position);
        if (dot < 0) {
            throw new NameException("failed to find `.` character");
        }
        String resource = Label.check(name.substring(position, dot));
        position = dot + 1;
        return resource;
    }

    private ParsedName parseInterface(Optional<String> versionSuffix) throws NameException {
        boolean nested = features.has(ComponentFeature.NESTED_NAMES);
        List<String> parts = new ArrayList<>();
        parts.add(readLowerCase());
        while (take(":") && (parts.size() == 1 || nested)) {
            parts.add(readLowerCase());
        }
        if (!take("/")) {
            throw new NameException("expected `/` after package name");
        }
        List<String> projections = new ArrayList<>();
        do {
            projections.add(Label.check(readPart()));
        } while (nested && take("/"));
        Optional<Version> version = take("@")
                ? Optional.of(readVersion(versionSuffix))
                : Optional.empty();
        if (position < name.length()) {
            throw new NameException("trailing characters found: `" + PrintableName.of(rest()) + "`");
        }
        if (version.isEmpty() && versionSuffix.isPresent()) {
            throw new NameException("a version suffix needs a version");
        }
        String packageName = parts.remove(parts.size() - 1);
        return new ParsedName.Interface(List.copyOf(parts), packageName, List.copyOf(projections), version);
    }

    /** A label of a namespace or package, which are in lower case. */
    private String readLowerCase() throws NameException {
        String part = Label.check(readPart());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                throw new NameException("character `" + c + "` is not lowercase in package name/namespace");
            }
        }
        return part;
    }

    /** What goes on until the next mark. */
    private String readPart() {
        int from = position;
        while (position < name.length() && ":/@".indexOf(name.charAt(position)) < 0) {
            position++;
        }
        return name.substring(from, position);
    }

    private Version readVersion(Optional<String> suffix) throws NameException {
        String text = rest();
        position = name.length();
        if (features.has(ComponentFeature.CANONICAL_NAMES)) {
            if (suffix.isPresent()) {
                SemanticVersion whole = VersionParser.parse(text + suffix.get());
                if (!Version.canonical(whole).equals(text)) {
                    throw new NameException("`" + PrintableName.of(text) + "` is not the canonical version of " + whole);
                }
                return new Version.Canonical(text, Optional.of(whole));
            }
            if (isCanonical(text)) {
                return new Version.Canonical(text, Optional.empty());
            }
        }
        return new Version.Semantic(VersionParser.parse(text));
    }

    /** Whether a text is a canonical version: a version of which only what follows is missing. */
    private static boolean isCanonical(String text) {
        try {
            int dots = (int) text.chars().filter(c -> c == '.').count();
            return Version.canonical(VersionParser.parse(text + ".0".repeat(Math.max(0, 2 - dots)))).equals(text);
        } catch (NameException none) {
            return false;
        }
    }

    private boolean take(String token) {
        if (name.startsWith(token, position)) {
            position += token.length();
            return true;
        }
        return false;
    }

    private String rest() {
        return name.substring(position);
    }
}
