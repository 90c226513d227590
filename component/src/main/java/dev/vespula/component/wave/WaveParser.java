package dev.vespula.component.wave;

import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.internal.abi.NumberArrays;
import dev.vespula.component.internal.text.TypeText;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads values of types. It goes as deep as types do, which are of limited depth. */
final class WaveParser {
    private final WaveCursor cursor;
    private final WaveScalars scalars;

    WaveParser(WaveCursor cursor) {
        this.cursor = cursor;
        scalars = new WaveScalars(cursor);
    }

    Object value(ValueType type) {
        if (type instanceof Primitive primitive) {
            return scalars.value(primitive);
        }
        if (type instanceof ListType list) {
            return list.element() instanceof Primitive primitive && NumberArrays.isFor(primitive)
                    ? NumberLists.array(primitive, elements(list.element()))
                    : elements(list.element());
        }
        if (type instanceof FixedListType list) {
            return fixedList(list);
        }
        if (type instanceof MapType map) {
            return map(map);
        }
        if (type instanceof TupleType tuple) {
            return tuple(tuple.members());
        }
        if (type instanceof RecordType record) {
            return record(record);
        }
        if (type instanceof FlagsType flags) {
            return flags(flags);
        }
        if (type instanceof EnumType labels) {
            return enumeration(labels);
        }
        if (type instanceof VariantType variant) {
            return variant(variant);
        }
        if (type instanceof OptionType option) {
            return option(option);
        }
        if (type instanceof ResultType result) {
            return result(result);
        }
        throw cursor.wrong("a value of type " + TypeText.of(type) + " cannot be written");
    }

    private List<Object> elements(ValueType element) {
        List<Object> elements = new ArrayList<>();
        if (cursor.peek() != '[') {
            throw cursor.unexpected("a list of " + TypeText.of(element));
        }
        cursor.list('[', ']', () -> elements.add(value(element)));
        return elements;
    }

    private List<Object> fixedList(FixedListType type) {
        cursor.peek();
        int start = cursor.position();
        List<Object> elements = elements(type.element());
        if (elements.size() != type.length()) {
            throw cursor.wrong("the list has " + elements.size() + " elements and not " + type.length(), start);
        }
        return elements;
    }

    private Map<Object, Object> map(MapType type) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (cursor.peek() != '[') {
            throw cursor.unexpected("a list of the pairs of a map");
        }
        List<ValueType> pair = List.of(type.key(), type.value());
        cursor.list('[', ']', () -> {
            List<Object> entry = tuple(pair);
            map.put(entry.get(0), entry.get(1));
        });
        return map;
    }

    private List<Object> tuple(List<ValueType> members) {
        if (cursor.peek() != '(') {
            throw cursor.unexpected("a tuple of " + members.size());
        }
        List<Object> values = new ArrayList<>();
        cursor.list('(', ')', () -> {
            if (values.size() == members.size()) {
                throw cursor.wrong("the tuple has more than " + members.size() + " members");
            }
            values.add(value(members.get(values.size())));
        });
        if (values.size() < members.size()) {
            throw cursor.wrong("the tuple has " + values.size() + " members and not " + members.size(),
                    cursor.position() - 1);
        }
        return values;
    }

    private Map<String, Object> record(RecordType type) {
        if (cursor.peek() != '{') {
            throw cursor.unexpected(TypeText.of(type));
        }
        Map<String, ValueType> fields = new LinkedHashMap<>();
        type.fields().forEach(field -> fields.put(field.name(), field.type()));
        Map<String, Object> read = new LinkedHashMap<>();
        cursor.list('{', '}', () -> {
            // All fields left out are {:}, for {} would be flags.
            if (read.isEmpty() && cursor.take(':')) {
                if (cursor.peek() != '}') {
                    throw cursor.unexpected("`}` after a colon without a name");
                }
                return;
            }
            field(fields, read);
        });
        Map<String, Object> record = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            if (!read.containsKey(name) && !(field instanceof OptionType)) {
                throw cursor.wrong("the field `" + name + "` is missing", cursor.position() - 1);
            }
            record.put(name, read.getOrDefault(name, Optional.empty()));
        });
        return record;
    }

    private void field(Map<String, ValueType> fields, Map<String, Object> read) {
        cursor.peek();
        int start = cursor.position();
        String name = cursor.name("the name of a field");
        if (!fields.containsKey(name)) {
            throw cursor.wrong("there is no field `" + name + "` among " + String.join(", ", fields.keySet()), start);
        }
        if (read.containsKey(name)) {
            throw cursor.wrong("the field `" + name + "` stands there twice", start);
        }
        cursor.expect(':', "after the name of a field");
        read.put(name, value(fields.get(name)));
    }

    private Set<String> flags(FlagsType type) {
        if (cursor.peek() != '{') {
            throw cursor.unexpected(TypeText.of(type));
        }
        Set<String> set = new LinkedHashSet<>();
        cursor.list('{', '}', () -> {
            cursor.peek();
            int start = cursor.position();
            if (!set.add(label(type.labels(), "flag"))) {
                throw cursor.wrong("a flag stands there twice", start);
            }
        });
        return set;
    }

    private String enumeration(EnumType type) {
        return label(type.labels(), "case");
    }

    private String label(List<String> labels, String what) {
        cursor.peek();
        int start = cursor.position();
        String label = cursor.name("one of " + String.join(", ", labels));
        if (!labels.contains(label)) {
            throw cursor.wrong("there is no " + what + " `" + label + "` among " + String.join(", ", labels), start);
        }
        return label;
    }

    private VariantValue variant(VariantType type) {
        String label = label(type.cases().stream().map(VariantType.Case::name).toList(), "case");
        VariantType.Case chosen = type.cases().stream().filter(one -> one.name().equals(label)).findFirst().orElseThrow();
        return new VariantValue(label, payload(chosen.payload(), label));
    }

    /** The payload behind the name of a case; null if it has none. */
    private Object payload(Optional<ValueType> type, String label) {
        if (type.isEmpty()) {
            if (cursor.peek() == '(') {
                throw cursor.wrong("the case `" + label + "` has no payload");
            }
            return null;
        }
        cursor.expect('(', "after the case `" + label + "`");
        Object payload = value(type.get());
        cursor.expect(')', "after the payload of `" + label + "`");
        return payload;
    }

    private Optional<Object> option(OptionType type) {
        String word = cursor.peekWord();
        if (word.equals("none")) {
            cursor.takeWord(word);
            return Optional.empty();
        }
        if (word.equals("some")) {
            cursor.takeWord(word);
            return Optional.of(payload(Optional.of(type.payload()), word));
        }
        if (!canStandAlone(type.payload())) {
            throw cursor.unexpected("`some` or `none`");
        }
        return Optional.of(value(type.payload()));
    }

    private Result<Object, Object> result(ResultType type) {
        String word = cursor.peekWord();
        if (word.equals("ok")) {
            cursor.takeWord(word);
            return Result.ok(payload(type.ok(), word));
        }
        if (word.equals("err")) {
            cursor.takeWord(word);
            return Result.err(payload(type.error(), word));
        }
        if (type.ok().isEmpty() || !canStandAlone(type.ok().get())) {
            throw cursor.unexpected("`ok` or `err`");
        }
        return Result.ok(value(type.ok().get()));
    }

    /** Whether {@code some} and {@code ok} may be left out: one could not tell of which level the word within is. */
    private static boolean canStandAlone(ValueType payload) {
        return !(payload instanceof OptionType || payload instanceof ResultType);
    }
}
