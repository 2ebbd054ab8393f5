//! The service from outside: its router over a mirror in memory.

mod access;
mod accounts;
mod care;
mod dao;
mod edge;
mod explain;
mod exports;
mod feeds;
mod graphql;
mod limits;
mod moments;
mod nouns;
mod openapi;
mod pages;
mod people;
mod policy;
mod reads;
mod review;
mod rows;
mod sessions;
mod simulate;
mod stream;
mod tools;
mod webhooks;
mod world;
