/**
 * Java sources for modules, components and WIT: interfaces, records, sealed interfaces and enums that stand for what they import and export.
 */
module dev.vespula.bindings {
    requires transitive dev.vespula;
    requires transitive dev.vespula.component;
    requires dev.vespula.text;
    requires static org.jspecify;

    exports dev.vespula.bindings;
}
