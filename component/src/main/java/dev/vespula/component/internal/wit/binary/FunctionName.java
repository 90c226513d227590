package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.WitFunction.Form;
import dev.vespula.internal.names.PrintableName;

/**
 * What the name of a function in a binary says.
 *
 * @param resource what it is a function of, or null
 * @param label its own name
 */
record FunctionName(Form form, String resource, String label) {
    static FunctionName parse(String name, Place place) {
        int bracket = name.indexOf(']');
        if (bracket < 0) {
            return new FunctionName(Form.FREE, null, name);
        }
        String rest = name.substring(bracket + 1);
        int dot = rest.indexOf('.');
        String kind = name.substring(0, bracket + 1);
        if (kind.equals("[constructor]")) {
            return new FunctionName(Form.CONSTRUCTOR, rest, "constructor");
        }
        if (dot >= 0 && (kind.equals("[method]") || kind.equals("[static]"))) {
            return new FunctionName(kind.equals("[method]") ? Form.METHOD : Form.STATIC, rest.substring(0, dot),
                    rest.substring(dot + 1));
        }
        throw WitError.invalid(place, "`" + PrintableName.of(name) + "` is no name of a function");
    }

    /** How many parameters are not written: {@code self}. */
    int hiddenParameters() {
        return form == Form.METHOD ? 1 : 0;
    }
}
