module app {
    requires dev.vespula.component;
}
