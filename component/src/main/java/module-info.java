/**
 * The component model: components, the canonical ABI, WIT.
 */
module dev.vespula.component {
    requires transitive dev.vespula;
    requires static org.jspecify;

    exports dev.vespula.component;
    exports dev.vespula.component.types;
    exports dev.vespula.component.wave;
    exports dev.vespula.component.wit;
    exports dev.vespula.component.internal.binary to dev.vespula.text, dev.vespula.bindings, dev.vespula.buildtool, dev.vespula.cli;
    exports dev.vespula.component.internal.bind to dev.vespula.bindings;
    exports dev.vespula.component.internal.text to dev.vespula.cli;
    exports dev.vespula.component.internal.wit.print to dev.vespula.cli;
    exports dev.vespula.component.internal.model to dev.vespula.text, dev.vespula.cli;
}
