package dev.vespula.component.internal.text;

import dev.vespula.component.internal.wit.syntax.Token;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.CoreModuleType;
import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ListType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.OptionType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import dev.vespula.internal.names.PrintableName;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Types in one line, as WIT writes them, but that types without names stand where they are used. A type of a few bytes can be as
 * long as a book when it is written out, so the text ends after some hundred characters.
 */
public final class TypeText {
    /** So long a text may be before it is cut. */
    private static final int MOST_CHARACTERS = 400;
    private static final String CUT = "...";

    private final StringBuilder out = new StringBuilder();

    private TypeText() {}

    /** A type of values. */
    public static String of(ValueType type) {
        TypeText text = new TypeText();
        text.value(type);
        return text.finished();
    }

    /** The type of a function, an instance, a component, a module or a type. */
    public static String of(ExternType type) {
        TypeText text = new TypeText();
        text.extern(type);
        return text.finished();
    }

    private String finished() {
        return isFull() ? out.substring(0, MOST_CHARACTERS) + CUT : out.toString();
    }

    private boolean isFull() {
        return out.length() > MOST_CHARACTERS;
    }

    private void value(ValueType type) {
        if (isFull()) {
            return;
        }
        if (type instanceof RecordType record) {
            out.append("record ");
            braces(record.fields(), this::named);
        } else if (type instanceof VariantType variant) {
            out.append("variant ");
            braces(variant.cases(), this::variantCase);
        } else if (type instanceof FlagsType flags) {
            out.append("flags ");
            braces(flags.labels(), this::label);
        } else if (type instanceof EnumType labels) {
            out.append("enum ");
            braces(labels.labels(), this::label);
        } else if (type instanceof TupleType tuple) {
            out.append("tuple<");
            separated(tuple.members(), this::value);
            out.append('>');
        } else if (type instanceof ListType list) {
            generic("list", list.element());
        } else if (type instanceof FixedListType list) {
            out.append("list<");
            value(list.element());
            out.append(", ").append(Integer.toUnsignedString(list.length())).append('>');
        } else if (type instanceof MapType map) {
            out.append("map<");
            value(map.key());
            out.append(", ");
            value(map.value());
            out.append('>');
        } else if (type instanceof OptionType option) {
            generic("option", option.payload());
        } else if (type instanceof ResultType result) {
            result(result);
        } else if (type instanceof OwnType own) {
            resource("own", own.resource());
        } else if (type instanceof BorrowType borrow) {
            resource("borrow", borrow.resource());
        } else if (type instanceof StreamType stream) {
            optional("stream", stream.element());
        } else if (type instanceof FutureType future) {
            optional("future", future.element());
        } else {
            out.append(type);
        }
    }

    private void generic(String name, ValueType argument) {
        out.append(name).append('<');
        value(argument);
        out.append('>');
    }

    private void optional(String name, Optional<ValueType> argument) {
        argument.ifPresentOrElse(type -> generic(name, type), () -> out.append(name));
    }

    private void result(ResultType type) {
        if (type.error().isEmpty()) {
            optional("result", type.ok());
            return;
        }
        out.append("result<");
        type.ok().ifPresentOrElse(this::value, () -> out.append('_'));
        out.append(", ");
        value(type.error().get());
        out.append('>');
    }

    private void resource(String handle, ResourceType type) {
        out.append(handle).append('<');
        name(type.toString());
        out.append('>');
    }

    private void named(NamedType field) {
        label(field.name());
        out.append(": ");
        value(field.type());
    }

    private void variantCase(VariantType.Case one) {
        label(one.name());
        one.payload().ifPresent(payload -> {
            out.append('(');
            value(payload);
            out.append(')');
        });
    }

    /** A name of WIT: words that mean something there have a mark. */
    private void label(String label) {
        if (Token.isKeyword(label)) {
            out.append('%');
        }
        name(label);
    }

    private void name(String name) {
        out.append(PrintableName.of(name));
    }

    private void extern(ExternType type) {
        if (isFull()) {
            return;
        }
        if (type instanceof FunctionType function) {
            function(function);
        } else if (type instanceof InstanceType instance) {
            out.append("interface ");
            members("", instance.exports());
        } else if (type instanceof ComponentType component) {
            component(component);
        } else if (type instanceof CoreModuleType) {
            out.append("core module");
        } else if (type instanceof TypeBound bound) {
            bound(bound);
        }
    }

    private void function(FunctionType type) {
        out.append(type.async() ? "async func(" : "func(");
        separated(type.params(), this::named);
        out.append(')');
        type.result().ifPresent(result -> {
            out.append(" -> ");
            value(result);
        });
    }

    private void component(ComponentType type) {
        out.append("component ");
        members("import ", type.imports());
        out.append(' ');
        members("export ", type.exports());
    }

    private void bound(TypeBound bound) {
        if (bound instanceof TypeBound.OfResource) {
            out.append("resource");
        } else if (bound instanceof TypeBound.OfValues values) {
            out.append("type ");
            value(values.type());
        } else if (bound instanceof TypeBound.OfExtern named) {
            out.append("type ");
            extern(named.type());
        }
    }

    private void members(String word, Map<String, ExternType> members) {
        braces(members.entrySet(), member -> {
            out.append(word);
            name(member.getKey());
            out.append(": ");
            extern(member.getValue());
        });
    }

    private <T> void braces(Iterable<T> members, Consumer<T> one) {
        if (!members.iterator().hasNext()) {
            out.append("{}");
            return;
        }
        out.append("{ ");
        separated(members, one);
        out.append(" }");
    }

    private <T> void separated(Iterable<T> members, Consumer<? super T> one) {
        for (Iterator<T> rest = members.iterator(); rest.hasNext() && !isFull();) {
            one.accept(rest.next());
            if (rest.hasNext()) {
                out.append(", ");
            }
        }
    }
}
