/**
 * Kerb on one machine: real engines, the server and the city as child processes, without Docker.
 *
 * <p>Three parts that know little of each other: {@code engine} turns settings into child processes
 * (command line, data directory, how to see that it is ready), {@code supervise} keeps a set of
 * child processes alive whatever they are, and the commands join the two.
 */
package io.kerb.local;
