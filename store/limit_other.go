//go:build !unix

package store

// limitMemory does nothing here: the time limit has to do.
func limitMemory(uint64) {}

// noCoreFile has nothing to do here.
func noCoreFile() {}
