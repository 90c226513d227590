package dev.vespula.component.wave;

import dev.vespula.component.internal.text.TypeText;
import dev.vespula.component.types.FunctionType;
import java.util.ArrayList;
import java.util.List;

/**
 * A call as text: {@code name(1, "x")}. The name is all that stands before the first parenthesis, so it may be that of a
 * function in an interface. The arguments are read when the type of the function is known.
 */
public final class WaveCall {
    private final String text;
    private final String name;

    private WaveCall(String text, String name) {
        this.text = text;
        this.name = name;
    }

    /**
     * Reads the name.
     *
     * @throws WaveException if there is no name, or no parenthesis behind it
     */
    public static WaveCall parse(String text) {
        int parenthesis = text.indexOf('(');
        WaveCursor cursor = new WaveCursor(text);
        if (parenthesis < 0) {
            throw cursor.wrong("a call is written as name(arguments)", text.length());
        }
        String name = text.substring(0, parenthesis).strip();
        if (name.isEmpty()) {
            throw cursor.wrong("the name of a function is missing", 0);
        }
        return new WaveCall(text, name);
    }

    /** The name of the function. */
    public String name() {
        return name;
    }

    /**
     * The arguments.
     *
     * @throws WaveException if they do not fit the parameters
     */
    public List<Object> arguments(FunctionType type) {
        WaveCursor cursor = new WaveCursor(text);
        cursor.skipTo(text.indexOf('('));
        List<Object> arguments = new ArrayList<>();
        WaveParser parser = new WaveParser(cursor);
        cursor.list('(', ')', () -> {
            if (arguments.size() == type.params().size()) {
                throw cursor.wrong("there are more arguments than the " + type.params().size() + " of " + TypeText.of(type));
            }
            arguments.add(parser.value(type.params().get(arguments.size()).type()));
        });
        if (arguments.size() < type.params().size()) {
            throw cursor.wrong("there are " + arguments.size() + " arguments for the " + type.params().size() + " of "
                    + TypeText.of(type), cursor.position() - 1);
        }
        cursor.expectEnd();
        return arguments;
    }
}
