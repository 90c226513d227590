package dev.vespula.component.internal.names;

import java.util.List;
import java.util.Optional;

/** The name of an import or export, by its form. {@link NameParser} makes them. */
public sealed interface ParsedName {

    /** A label and nothing else. */
    record Plain(String label) implements ParsedName {}

    /** A name in brackets that says what a function has to do with a resource. */
    sealed interface Annotated extends ParsedName {
        /** The label of the resource type. */
        String resource();
    }

    /** {@code [constructor]r}. */
    record Constructor(String resource) implements Annotated {}

    /** {@code [method]r.m}. */
    record Method(String resource, String label) implements Annotated {}

    /** {@code [static]r.m}. */
    record Static(String resource, String label) implements Annotated {}

    /**
     * The name of an interface, {@code ns:pkg/label@version}.
     *
     * @param namespaces at least one; several with nested names only
     * @param packageName the last part before the slash
     * @param projections at least one; several with nested names only
     */
    record Interface(List<String> namespaces, String packageName, List<String> projections, Optional<Version> version)
            implements
                ParsedName {

        /** The name without the version. */
        public String unversioned() {
            return String.join(":", namespaces) + ":" + packageName + "/" + String.join("/", projections);
        }
    }

    /** A form that imports had before: {@code url=<...>} and the like. Nothing can be linked to it. */
    record Former(String form) implements ParsedName {}
}
