// Our gateway's own main, told to answer the bench's question about the CPU it used.
process.on('message', () => process.send(process.cpuUsage()));
process.on('disconnect', () => process.exit(0));
await import('../../gateway/dist/src/main.js');
