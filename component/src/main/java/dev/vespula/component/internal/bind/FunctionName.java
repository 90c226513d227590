package dev.vespula.component.internal.bind;

/**
 * The name of a function, and what a method for it is called in Java.
 *
 * @param full as it is exported
 * @param resource the resource type whose method it is; null for every other function
 * @param label the last part
 * @param java name of the method
 */
public record FunctionName(String full, String resource, String label, String java) {

    /** Takes a name apart. */
    public static FunctionName of(String full) {
        int bracket = full.indexOf(']');
        if (!full.startsWith("[") || bracket < 0) {
            return new FunctionName(full, null, full, JavaNames.camel(full));
        }
        String kind = full.substring(1, bracket);
        String rest = full.substring(bracket + 1);
        int dot = rest.indexOf('.');
        String resource = dot < 0 ? rest : rest.substring(0, dot);
        String label = dot < 0 ? rest : rest.substring(dot + 1);
        return switch (kind) {
            case "constructor" -> new FunctionName(full, null, full, "new" + JavaNames.pascal(resource));
            case "static" -> new FunctionName(full, null, full, JavaNames.camel(resource) + JavaNames.pascal(label));
            // A resource has a method of that name already.
            case "method" -> new FunctionName(full, resource, label, label.equals("close") ? "close_" : JavaNames.camel(label));
            default -> new FunctionName(full, null, full, JavaNames.camel(rest.replace('.', '-')));
        };
    }

    /** Whether an annotation can mean this function: by its whole name, or the last part. */
    boolean isCalled(String said) {
        return said.equals(full) || said.equals(label);
    }
}
