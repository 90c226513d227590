package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.text.syntax.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a module while it is being parsed: the encoded type section, the signatures of function types, the
 * identifiers of fields. Type uses that spell a signature find or append their type here.
 */
final class TypeTable {
    private final Bytes section = new Bytes();
    private final List<Signature> signatures = new ArrayList<>();
    private final Map<Signature, Integer> plain = new HashMap<>();
    private final Map<Long, Integer> fieldIds = new HashMap<>();
    private final Map<Integer, IntList> fieldNames = new HashMap<>();
    private int groups;

    /** Types defined so far, those appended by type uses included. */
    int count() {
        return signatures.size();
    }

    Bytes section() {
        return section;
    }

    /** How many recursion groups {@link #section()} holds. */
    int groups() {
        return groups;
    }

    void countGroup() {
        groups++;
    }

    /**
     * Records the next type.
     *
     * @param signature what a function type takes and gives, null for other types
     */
    void add(Signature signature) {
        signatures.add(signature);
    }

    /** Declares the last type added to be one that a bare signature may stand for: alone in its group, final, no super. */
    void makePlain() {
        int index = signatures.size() - 1;
        plain.putIfAbsent(signatures.get(index), index);
    }

    /** The signature of a type, or null when it is no function type or there is no such type. */
    Signature signature(int type) {
        return type >= 0 && type < signatures.size() ? signatures.get(type) : null;
    }

    boolean isDefined(int type) {
        return type >= 0 && type < signatures.size();
    }

    /** The first type that is just this signature; appended when there is none. */
    int find(Signature signature) {
        Integer known = plain.get(signature);
        if (known != null) {
            return known;
        }
        section.put(BinaryFormat.FUNC).valTypes(signature.params()).valTypes(signature.results());
        groups++;
        add(signature);
        makePlain();
        return signatures.size() - 1;
    }

    /** Whether the identifier was new in its struct. */
    boolean addFieldId(int type, int symbol, int field) {
        return fieldIds.putIfAbsent(key(type, symbol), field) == null;
    }

    void addFieldName(int type, int field, int symbol) {
        IntList names = fieldNames.computeIfAbsent(type, absent -> new IntList());
        names.add(field);
        names.add(symbol);
    }

    /** The index of a field by identifier, or -1. */
    int field(int type, int symbol) {
        return fieldIds.getOrDefault(key(type, symbol), -1);
    }

    /** Pairs of field index and name symbol, or null. */
    IntList fieldNames(int type) {
        return fieldNames.get(type);
    }

    private static long key(int type, int symbol) {
        return (long) type << 32 | symbol;
    }
}
