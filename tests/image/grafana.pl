#!/usr/bin/perl
# Stands in for Grafana: answers for its health, and does not start where Grafana would not.
use strict;
use warnings;
use IO::Socket::INET;

$| = 1;
local $SIG{TERM} = sub { exit 0 };

die "no defaults below $ENV{GF_PATHS_HOME}\n" unless -f "$ENV{GF_PATHS_HOME}/conf/defaults.ini";
for my $file (glob "$ENV{GF_PATHS_PROVISIONING}/plugins/*.yaml") {
  open my $handle, '<', $file or die "$file: $!\n";
  for my $app (map { /^\s*- type: (\S+)/ } <$handle>) {
    die "plugin not installed: $app\n" unless -f "$ENV{GF_PATHS_PLUGINS}/$app/plugin.json";
  }
}

my $server = IO::Socket::INET->new(LocalPort => 3000, Listen => 16, ReuseAddr => 1) or die "port 3000: $!\n";
print "listening\n";
my $status = $ENV{GF_STUB_DATABASE} ? '503 Service Unavailable' : '200 OK';
while (my $client = $server->accept) {
  my ($path) = (<$client> // '') =~ m{^GET (\S+)};
  my $answer = ($path // '') eq '/api/health' ? $status : '404 Not Found';
  print $client "HTTP/1.1 $answer\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  close $client;
}
