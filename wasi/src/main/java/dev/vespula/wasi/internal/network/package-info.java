/** What a network policy is made of: rules with names, addresses, blocks of addresses and ports. */
package dev.vespula.wasi.internal.network;
