/**
 * The steps of a build that has WebAssembly in it, for plugins of build tools.
 */
module dev.vespula.buildtool {
    requires transitive dev.vespula;
    requires dev.vespula.text;
    requires dev.vespula.bindings;

    exports dev.vespula.buildtool;
}
