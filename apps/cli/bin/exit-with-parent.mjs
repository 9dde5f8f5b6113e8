// Preloaded into the command that the launcher starts. If the launcher is killed outright (SIGKILL, closed
// session), it cannot pass the news on: the closing of the channel between the two is the news. The command
// then dies the same way, instead of going on alone with the lock of the folder in hand.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
