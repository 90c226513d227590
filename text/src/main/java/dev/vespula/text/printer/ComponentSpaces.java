package dev.vespula.text.printer;

import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.Sort;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The index spaces of a component or of a type while it is printed. Definitions are added in their order, so that an identifier
 * is used only behind the definition that has it: elsewhere the parser would not find it, or another one.
 */
final class ComponentSpaces implements TypeNames {
    private static final String CORE = "core ";

    private final ComponentNames names;
    private final Map<Sort, List<String>> identifiers = new EnumMap<>(Sort.class);
    private final Map<Sort, Set<String>> taken = new EnumMap<>(Sort.class);
    /** How many entries of each space can be referred to by identifiers. */
    private final int[] complete = new int[Sort.values().length];

    ComponentSpaces(ComponentNames names) {
        this.names = names;
    }

    /** Those of a type, where nothing has a name. */
    static ComponentSpaces ofType() {
        return new ComponentSpaces(ComponentNames.NONE);
    }

    /** Adds an entry, whose definition is printed next; gives what stands behind the word of the definition. */
    String define(Sort sort) {
        return define(sort, null);
    }

    /**
     * Adds a module or component, which may have a name of its own. That is the identifier, unless an annotation says otherwise.
     *
     * @param own the name in its own section of names, or null
     */
    String define(Sort sort, String own) {
        List<String> space = identifiers.computeIfAbsent(sort, absent -> new ArrayList<>());
        int index = space.size();
        String name = names.names().getOrDefault(sort, Map.of()).get(index);
        boolean identifies = name != null && Names.canBeIdentifier(name)
                && taken.computeIfAbsent(sort, absent -> new HashSet<>()).add(name);
        space.add(identifies ? Quoted.identifier(name) : null);
        String annotated = name == null || identifies && !name.equals(own) ? own : identifies ? null : name;
        return (identifies ? " " + space.get(index) : "") + " (;" + index + ";)" + annotation(annotated);
    }

    /** All entries so far are defined. */
    void complete() {
        identifiers.forEach((sort, space) -> complete[sort.ordinal()] = space.size());
    }

    /** How many entries a space has so far. */
    int count(Sort sort) {
        return identifiers.getOrDefault(sort, List.of()).size();
    }

    /** What stands behind the word of a component that nothing refers to. */
    static String heading(String name) {
        return name == null ? "" : Names.canBeIdentifier(name) ? " " + Quoted.identifier(name) : annotation(name);
    }

    private static String annotation(String name) {
        return name == null ? "" : " (@name " + Quoted.name(name) + ")";
    }

    /** How other places refer to an entry: by its identifier, or by its number. */
    String reference(Sort sort, int index) {
        List<String> space = identifiers.getOrDefault(sort, List.of());
        String identifier = index >= 0 && index < complete[sort.ordinal()] ? space.get(index) : null;
        return identifier == null ? Integer.toUnsignedString(index) : identifier;
    }

    /** An entry with the words for its sort: {@code (core func $f)}. */
    String use(Sort sort, int index) {
        return "(" + sort.text() + " " + reference(sort, index) + ")";
    }

    /** The same where all sorts are of core WebAssembly, which nobody says there: {@code (func $f)}. */
    String coreUse(Sort sort, int index) {
        return "(" + sort.text().substring(CORE.length()) + " " + reference(sort, index) + ")";
    }

    @Override
    public String definition(int type) {
        return define(Sort.CORE_TYPE);
    }

    @Override
    public String reference(int type) {
        return reference(Sort.CORE_TYPE, type);
    }

    @Override
    public Names fields(int type) {
        // The names of a component have no place for them.
        return Names.NONE;
    }
}
