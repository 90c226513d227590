module app {
    requires dev.vespula;
}
